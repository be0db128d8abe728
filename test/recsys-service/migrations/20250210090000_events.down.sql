DROP TABLE interaction_events;
DROP TABLE exposure_events;
