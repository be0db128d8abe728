CREATE TABLE item_tags (
  tenant_id integer NOT NULL REFERENCES tenants (id),
  namespace text NOT NULL,
  item_id text NOT NULL,
  tag text NOT NULL,
  PRIMARY KEY (tenant_id, namespace, item_id, tag)
);

CREATE TABLE item_popularity_daily (
  tenant_id integer NOT NULL REFERENCES tenants (id),
  namespace text NOT NULL,
  item_id text NOT NULL,
  day date NOT NULL,
  score double precision NOT NULL,
  PRIMARY KEY (tenant_id, namespace, day, item_id)
);

CREATE TABLE item_covisit_daily (
  tenant_id integer NOT NULL REFERENCES tenants (id),
  namespace text NOT NULL,
  item_id text NOT NULL,
  neighbour_id text NOT NULL,
  day date NOT NULL,
  score double precision NOT NULL,
  PRIMARY KEY (tenant_id, namespace, day, item_id, neighbour_id)
);
