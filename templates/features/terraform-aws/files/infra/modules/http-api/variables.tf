variable "name" {
  type = string
}

variable "rate_limit" {
  description = "Requests per second."
  type        = number
  default     = 100
}

variable "burst_limit" {
  type    = number
  default = 200
}

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}
