environment                = "dev"
region                     = "eu-central-1"
protected                  = false
monthly_budget_usd         = 150
zones                      = 2
nat                        = "one"
database_instance_class    = "db.t4g.micro"
database_connections_alarm = 56
backup_days                = 1

# Yours to fill in:
# alarm_emails = ["ops@example.com"]
# image_registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"
