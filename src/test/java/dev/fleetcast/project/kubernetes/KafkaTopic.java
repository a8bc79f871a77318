package dev.fleetcast.project.kubernetes;

import java.util.Map;

/** A topic that Strimzi's topic operator creates. */
final class KafkaTopic extends OperatorResource<KafkaTopic.Spec> {

    record Spec(int partitions, int replicas, Map<String, String> config) {}
}
