environment             = "dev"
region                  = "eu-central-1"
protected               = false
zones                   = 2
nat_per_zone            = false
database_instance_class = "db.t4g.micro"
backup_days             = 1
