DROP TABLE cache_invalidation_events;
DROP TABLE audit_log;
DROP FUNCTION refuse_change;
