variable "name" {
  type = string
}

variable "image" {
  type = string
}

variable "log_group_arn" {
  type = string
}

variable "secret_arns" {
  type = list(string)
}

variable "key_arn" {
  description = "Key that the secrets are encrypted with."
  type        = string
}
