package dev.fleetcast.project.kubernetes;

import java.util.List;

/** A copy of a secret, kept up to date by the External Secrets Operator. */
final class ExternalSecret extends OperatorResource<ExternalSecret.Spec> {

    record Spec(String refreshInterval, StoreReference secretStoreRef, Target target, List<Entry> data) {}

    record StoreReference(String kind, String name) {}

    record Target(String name) {}

    record Entry(String secretKey, Source remoteRef) {}

    record Source(String key, String property) {}
}
