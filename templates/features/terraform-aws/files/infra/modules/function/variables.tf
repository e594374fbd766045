variable "app" {
  type = string
}

variable "environment_name" {
  description = "Project and environment, such as shop-prod."
  type        = string
}

variable "package" {
  description = "Path of the zip with main.mjs."
  type        = string
}

variable "trigger" {
  type = string

  validation {
    condition     = contains(["http", "messages", "schedule"], var.trigger)
    error_message = "A function starts on http, messages or schedule."
  }
}

variable "api" {
  description = "HTTP API of the routes."
  type        = object({ id = string, execution_arn = string })
}

variable "paths" {
  description = "Path prefixes served here, each with all below it."
  type        = list(string)
  default     = []
}

variable "topic_arn" {
  type = string
}

variable "message_types" {
  type    = list(string)
  default = []
}

variable "schedule" {
  type    = string
  default = "rate(1 minute)"
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "secrets" {
  description = "ARN in Secrets Manager by name; the function gets <NAME>_SECRET_ARN and may read it."
  type        = map(string)
  default     = {}
}

variable "table_arns" {
  type    = list(string)
  default = []
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "memory" {
  type    = number
  default = 512
}

variable "timeout" {
  type    = number
  default = 20

  validation {
    condition     = var.timeout >= 1 && var.timeout <= 900
    error_message = "A function may run for 1 to 900 seconds."
  }
}

variable "max_concurrency" {
  type    = number
  default = 20
}

variable "log_days" {
  type    = number
  default = 30
}

variable "policies" {
  description = "Further policies for the role of the function, by name."
  type        = map(string)
  default     = {}
}

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}
