variable "name" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "namespace" {
  description = "Where deploy/k8s puts the apps."
  type        = string
}

variable "kubernetes_version" {
  type    = string
  default = "1.33"
}

variable "admin_cidrs" {
  description = "Addresses that reach the API from outside; none keeps it inside the network."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.admin_cidrs, "0.0.0.0/0")
    error_message = "The API of the cluster is not for everybody: name your own addresses."
  }
}

variable "administrator_arns" {
  description = "Roles that may do everything in the cluster."
  type        = set(string)

  validation {
    condition     = length(var.administrator_arns) > 0
    error_message = "Without an administrator nobody could ever change the cluster."
  }
}

variable "releaser_arns" {
  description = "Roles of CI that release."
  type        = set(string)
  default     = []
}

variable "pod_policies" {
  description = "What an app may do in AWS, by its ServiceAccount."
  type        = map(string)
  default     = {}
}

variable "instance_types" {
  type    = list(string)
  default = ["t3.medium"]
}

variable "min_nodes" {
  type    = number
  default = 2
}

variable "max_nodes" {
  type    = number
  default = 6
}

variable "key_arn" {
  type = string
}

variable "log_days" {
  type    = number
  default = 30
}
