variable "project" {
  type = string
}

variable "region" {
  type = string
}

variable "state_bucket" {
  description = "Name of the bucket for the state of every environment; unique in all of AWS."
  type        = string
}

variable "images" {
  description = "A repository each, from terraform.tfvars.json."
  type        = set(string)
}

variable "compute" {
  description = "What apps run on, from terraform.tfvars.json: ecs, eks or functions."
  type        = string
}

variable "ci" {
  description = "Where CI runs: github or gitlab."
  type        = string
}

variable "repository" {
  description = "Such as acme/shop: the only one that gets the roles."
  type        = string
}

variable "environments" {
  description = "What CI may release to."
  type        = set(string)
  default     = ["dev", "prod"]
}
