CREATE TABLE exposure_events (
  tenant_id integer NOT NULL REFERENCES tenants (id),
  occurred_at timestamptz NOT NULL,
  request_id text NOT NULL,
  user_id_hash text NOT NULL,
  surface text NOT NULL,
  items jsonb NOT NULL
) PARTITION BY RANGE (occurred_at);

CREATE TABLE exposure_events_other PARTITION OF exposure_events DEFAULT;

CREATE TABLE interaction_events (
  tenant_id integer NOT NULL REFERENCES tenants (id),
  occurred_at timestamptz NOT NULL,
  request_id text NOT NULL,
  user_id_hash text NOT NULL,
  item_id text NOT NULL,
  event_type text NOT NULL CHECK (event_type IN ('click', 'conversion')),
  value double precision
) PARTITION BY RANGE (occurred_at);

CREATE TABLE interaction_events_other PARTITION OF interaction_events DEFAULT;
