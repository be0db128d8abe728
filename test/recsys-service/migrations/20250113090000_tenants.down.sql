DROP TABLE tenant_api_keys;
DROP TABLE tenants;
