environment             = "prod"
region                  = "eu-central-1"
protected               = true
zones                   = 3
nat_per_zone            = true
database_instance_class = "db.t4g.medium"
backup_days             = 14
