mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test-flow-logs" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop-test/network" }
  }
}

variables {
  name    = "shop-test"
  nat     = "one"
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "no_subnet_hands_out_public_addresses" {
  command = plan

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : subnet.map_public_ip_on_launch != true])
    error_message = "A public subnet gives public addresses to whatever starts in it."
  }
}

run "every_subnet_has_its_own_range" {
  command = plan

  assert {
    condition = length(distinct(concat(
      [for subnet in aws_subnet.public : subnet.cidr_block],
      [for subnet in aws_subnet.private : subnet.cidr_block],
      [for subnet in aws_subnet.isolated : subnet.cidr_block],
    ))) == 6
    error_message = "Two subnets share a range."
  }
}

run "production_has_a_way_out_in_every_zone" {
  command = plan

  variables {
    zones = 3
    nat   = "zone"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3
    error_message = "Losing one zone would cut the others off."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    zones = 1
  }

  expect_failures = [var.zones]
}

run "databases_have_no_way_out" {
  command = apply

  assert {
    condition = length(setintersection(
      [for subnet in aws_subnet.isolated : subnet.id],
      concat([for one in aws_route_table_association.private : one.subnet_id], [for one in aws_route_table_association.public : one.subnet_id]),
    )) == 0
    error_message = "An isolated subnet must have no route to the internet."
  }
}

run "without_nat_there_is_no_way_out_but_endpoints" {
  command = apply

  variables {
    nat       = "none"
    endpoints = ["secretsmanager", "logs"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.private) == 0
    error_message = "No NAT gateway, no route to it."
  }

  assert {
    condition     = alltrue([for one in aws_vpc_endpoint.interface : one.private_dns_enabled]) && length(aws_vpc_endpoint.interface) == 2
    error_message = "Programs find the endpoints by the usual names."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints[0].cidr_ipv4 == var.cidr && aws_vpc_security_group_ingress_rule.endpoints[0].to_port == 443
    error_message = "Endpoints answer the network and nobody else."
  }
}

run "refused_connections_leave_a_trace" {
  command = apply

  assert {
    condition     = aws_flow_log.this.vpc_id == aws_vpc.this.id && aws_cloudwatch_log_group.flows.kms_key_id == var.key_arn && aws_cloudwatch_log_group.flows.retention_in_days > 0
    error_message = "Flows must be kept, encrypted and for a stated time."
  }
}

run "an_unknown_way_out_is_refused" {
  command = plan

  variables {
    nat = "two"
  }

  expect_failures = [var.nat]
}
