package dev.fleetcast.project.kubernetes;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** A PostgreSQL that CloudNativePG runs. */
final class DatabaseCluster extends OperatorResource<DatabaseCluster.Spec> {

    record Spec(
            int instances,
            String imageName,
            Bootstrap bootstrap,
            Storage storage,
            ResourceRequirements resources,
            Postgresql postgresql) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner, LocalObjectReference secret) {}

    record Storage(String size) {}

    record Postgresql(Synchronous synchronous) {}

    record Synchronous(String method, int number) {}
}
