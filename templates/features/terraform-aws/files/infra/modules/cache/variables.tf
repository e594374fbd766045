variable "name" {
  type = string

  validation {
    condition     = length(var.name) <= 35
    error_message = "ElastiCache allows names of 40 characters, and the user's is five longer."
  }
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

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}

variable "engine_version" {
  type    = string
  default = "8.0"
}

variable "node_type" {
  type    = string
  default = "cache.t4g.micro"
}

variable "replicated" {
  description = "A second node in another zone that takes over."
  type        = bool
}
