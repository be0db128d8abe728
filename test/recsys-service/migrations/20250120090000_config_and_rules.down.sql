DROP TABLE tenant_rules_current;
DROP TABLE tenant_rule_versions;
DROP TABLE tenant_configs_current;
DROP TABLE tenant_config_versions;
