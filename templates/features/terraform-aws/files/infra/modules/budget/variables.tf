variable "project" {
  type = string
}

variable "environment" {
  type = string
}

variable "monthly_usd" {
  type = number

  validation {
    condition     = var.monthly_usd > 0
    error_message = "A budget of nothing warns from the first hour and is then ignored."
  }
}

variable "alarm_topic_arn" {
  type = string
}
