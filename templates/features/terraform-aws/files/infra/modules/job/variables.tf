variable "name" {
  type = string
}

variable "image" {
  type = string
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "secrets" {
  description = "ARN in Secrets Manager by environment variable."
  type        = map(string)
}

variable "key_arn" {
  type = string
}
