mock_provider "aws" {
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/1" }
  }
}

variables {
  name              = "shop-test"
  vpc_id            = "vpc-1"
  public_subnet_ids = ["subnet-1", "subnet-2"]
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  protected         = true
  alarm_topic_arn   = "arn:aws:sns:eu-central-1:123456789012:shop-test-alarms"
}

run "plain_http_is_only_redirected" {
  command = plan

  assert {
    condition     = aws_lb_listener.redirect.default_action[0].type == "redirect" && aws_lb_listener.redirect.default_action[0].redirect[0].protocol == "HTTPS" && aws_lb_listener.https.protocol == "HTTPS"
    error_message = "Requests must not be served without TLS."
  }
}

run "apps_accept_nothing_from_the_internet" {
  command = plan

  assert {
    condition = alltrue([
      aws_vpc_security_group_ingress_rule.app_to_app.cidr_ipv4 == null,
      aws_vpc_security_group_ingress_rule.from_load_balancer.cidr_ipv4 == null,
    ])
    error_message = "Only the load balancer and other apps may reach an app."
  }
}

run "the_way_out_is_named_by_port" {
  command = plan

  variables {
    egress_ports = [443, 587]
  }

  assert {
    condition     = toset([for one in aws_vpc_security_group_egress_rule.outside : one.to_port]) == toset([443, 587]) && alltrue([for one in aws_vpc_security_group_egress_rule.outside : one.from_port == one.to_port && one.ip_protocol == "tcp"])
    error_message = "Apps may reach the named ports and no others."
  }
}

run "users_are_listened_to" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.errors.alarm_actions == toset([var.alarm_topic_arn]) && aws_cloudwatch_metric_alarm.latency.alarm_actions == toset([var.alarm_topic_arn])
    error_message = "Failing and slow requests must reach somebody."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency.extended_statistic == "p95" && aws_cloudwatch_metric_alarm.latency.dimensions.LoadBalancer == aws_lb.this.arn_suffix
    error_message = "An average hides those who wait."
  }
}

run "connections_use_a_modern_tls" {
  command = plan

  assert {
    condition     = startswith(aws_lb_listener.https.ssl_policy, "ELBSecurityPolicy-TLS13-1-2-") && aws_lb.this.drop_invalid_header_fields
    error_message = "TLS 1.2 at least, and no malformed headers."
  }
}

run "no_certificate_is_refused" {
  command = plan

  variables {
    certificate_arn = ""
  }

  expect_failures = [var.certificate_arn]
}
