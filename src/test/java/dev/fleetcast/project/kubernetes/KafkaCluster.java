package dev.fleetcast.project.kubernetes;

import java.util.List;
import java.util.Map;

/** A Kafka that Strimzi runs. */
final class KafkaCluster extends OperatorResource<KafkaCluster.Spec> {

    record Spec(Kafka kafka, EntityOperator entityOperator) {}

    record Kafka(List<Listener> listeners, Type authorization, Map<String, String> config) {}

    record Listener(String name, int port, String type, boolean tls, Type authentication) {}

    record Type(String type) {}

    record EntityOperator(Map<String, Object> topicOperator, Map<String, Object> userOperator) {}
}
