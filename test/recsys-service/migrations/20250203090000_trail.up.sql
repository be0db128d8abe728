CREATE TABLE audit_log (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  occurred_at timestamptz NOT NULL,
  actor_sub text NOT NULL,
  actor_type text NOT NULL,
  action text NOT NULL,
  entity_type text NOT NULL,
  ip text NOT NULL,
  before_state jsonb,
  after_state jsonb NOT NULL
);

CREATE INDEX audit_log_newest_first ON audit_log (tenant_id, occurred_at DESC, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE cache_invalidation_events (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  occurred_at timestamptz NOT NULL,
  targets text[] NOT NULL,
  surface text
);
