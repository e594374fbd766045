variable "name" {
  type = string

  validation {
    condition     = length(var.name) <= 32
    error_message = "AWS allows a load balancer 32 characters: choose a shorter project or environment name."
  }
}

variable "vpc_id" {
  type = string
}

variable "public_subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  type = string

  validation {
    condition     = startswith(var.certificate_arn, "arn:aws:acm:")
    error_message = "HTTPS needs the ARN of a certificate in ACM."
  }
}

variable "app_port" {
  type    = number
  default = 3000
}

variable "protected" {
  description = "Refuse deletion of the load balancer."
  type        = bool
}

variable "egress_ports" {
  description = "TCP ports of the internet that apps may reach."
  type        = set(number)
  default     = [443]
}

variable "alarm_topic_arn" {
  type = string
}
