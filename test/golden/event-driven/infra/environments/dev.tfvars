environment                = "dev"
region                     = "eu-central-1"
protected                  = false
monthly_budget_usd         = 150
zones                      = 2
nat                        = "one"
database_instance_class    = "db.t4g.micro"
database_connections_alarm = 56
backup_days                = 1
min_count                  = 1
max_count                  = 3

# Yours to fill in:
# alarm_emails = ["ops@example.com"]
# image_registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
# domain_name = "shop.example.com"
# certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/…"
