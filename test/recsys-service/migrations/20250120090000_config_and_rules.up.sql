-- A document is kept once for each tenant: putting an old one back gives its old version again.
CREATE TABLE tenant_config_versions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  etag text NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, etag)
);

CREATE TABLE tenant_configs_current (
  tenant_id integer PRIMARY KEY REFERENCES tenants (id),
  version_id integer NOT NULL REFERENCES tenant_config_versions (id),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenant_rule_versions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  etag text NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, etag)
);

CREATE TABLE tenant_rules_current (
  tenant_id integer PRIMARY KEY REFERENCES tenants (id),
  version_id integer NOT NULL REFERENCES tenant_rule_versions (id),
  updated_at timestamptz NOT NULL DEFAULT now()
);
