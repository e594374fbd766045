variable "app" {
  type = string
}

variable "environment_name" {
  description = "Project and environment, such as shop-prod."
  type        = string
}

variable "image" {
  type = string

  validation {
    condition     = !endswith(var.image, ":latest") && strcontains(var.image, ":")
    error_message = "Name the release: a task that restarts must not change its version."
  }
}

variable "cluster_arn" {
  type = string
}

variable "cluster_name" {
  type = string
}

variable "namespace_arn" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "public" {
  description = "Put the app behind the load balancer."
  type        = bool
  default     = false
}

variable "listener_arn" {
  description = "HTTPS listener of the load balancer."
  type        = string
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "secrets" {
  description = "ARN in Secrets Manager by environment variable."
  type        = map(string)
  default     = {}
}

variable "task_policies" {
  description = "Policies for the app's own role, by name."
  type        = map(string)
  default     = {}
}

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}

variable "load_balancer_suffix" {
  description = "What metrics call the load balancer."
  type        = string
}

variable "port" {
  type    = number
  default = 3000
}

variable "cpu" {
  type    = number
  default = 256
}

variable "memory" {
  type    = number
  default = 512
}

variable "cpu_architecture" {
  type    = string
  default = "X86_64"
}

variable "min_count" {
  type    = number
  default = 2
}

variable "max_count" {
  type    = number
  default = 6
}

variable "log_days" {
  type    = number
  default = 30
}
