variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "client_security_group_ids" {
  description = "Who may connect, by a name for the rule."
  type        = map(string)
}

variable "engine_version" {
  type    = string
  default = "18"
}

variable "instance_class" {
  type = string
}

variable "max_storage_gb" {
  type    = number
  default = 100
}

variable "multi_az" {
  type = bool
}

variable "protected" {
  description = "Refuse deletion, and keep a last snapshot."
  type        = bool
}

variable "backup_days" {
  type    = number
  default = 7

  validation {
    condition     = var.backup_days >= 1
    error_message = "Without backups there is no point-in-time restore."
  }
}

variable "proxy_login_secret_arns" {
  description = "Logins, {\"username\", \"password\"}, that may pass the proxy; no proxy without one."
  type        = list(string)
  default     = []
}

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}

variable "connections_alarm" {
  description = "Below what the instance class allows: memory in bytes / 9531392."
  type        = number
}

variable "replicas" {
  description = "Read replicas."
  type        = number
  default     = 0

  validation {
    condition     = var.replicas >= 0 && var.replicas <= 5
    error_message = "None to five."
  }
}
