environment                = "prod"
region                     = "eu-central-1"
protected                  = true
monthly_budget_usd         = 500
zones                      = 3
nat                        = "zone"
database_instance_class    = "db.t4g.medium"
database_connections_alarm = 262
backup_days                = 14
min_count                  = 2
max_count                  = 10

# Yours to fill in:
# alarm_emails = ["ops@example.com"]
# image_registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
# domain_name = "shop.example.com"
# certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/…"
