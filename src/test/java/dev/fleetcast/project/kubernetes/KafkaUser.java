package dev.fleetcast.project.kubernetes;

import java.util.List;

/** A user and its rights, created by Strimzi's user operator. */
final class KafkaUser extends OperatorResource<KafkaUser.Spec> {

    record Spec(Authentication authentication, Authorization authorization) {}

    record Authentication(String type) {}

    record Authorization(String type, List<Rule> acls) {}

    record Rule(Resource resource, List<String> operations) {}

    record Resource(String type, String name, String patternType) {}
}
