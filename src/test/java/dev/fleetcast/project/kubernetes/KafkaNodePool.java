package dev.fleetcast.project.kubernetes;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** The nodes of a {@link KafkaCluster}. */
final class KafkaNodePool extends OperatorResource<KafkaNodePool.Spec> {

    record Spec(
            int replicas,
            List<String> roles,
            Storage storage,
            ResourceRequirements resources,
            Map<String, String> jvmOptions) {}

    record Storage(String type, List<Volume> volumes) {}

    record Volume(int id, String type, String size, boolean deleteClaim, String kraftMetadata) {}
}
