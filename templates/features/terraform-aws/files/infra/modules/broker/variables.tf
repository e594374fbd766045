variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  description = "One broker in each."
  type        = list(string)
}

variable "client_security_group_ids" {
  description = "Who may connect, by a name for the rule."
  type        = map(string)
}

variable "kafka_version" {
  type    = string
  default = "3.9.x.kraft"
}

variable "instance_type" {
  type    = string
  default = "kafka.t3.small"
}

variable "storage_gb" {
  type    = number
  default = 50
}
