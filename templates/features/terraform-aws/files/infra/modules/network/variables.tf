variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "zones" {
  type    = number
  default = 2

  validation {
    condition     = var.zones >= 2 && var.zones <= 4
    error_message = "Use two to four availability zones."
  }
}

variable "nat" {
  description = "The way out of the private subnets: none, one, or zone (one in each)."
  type        = string

  validation {
    condition     = contains(["none", "one", "zone"], var.nat)
    error_message = "none, one or zone."
  }
}

variable "endpoints" {
  description = "AWS services that are reached without leaving the network, such as secretsmanager; each costs by the hour and zone."
  type        = set(string)
  default     = []
}

variable "key_arn" {
  type = string
}

variable "log_days" {
  type    = number
  default = 30
}
