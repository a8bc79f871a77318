package dev.fleetcast.project.kubernetes;

/** Where the External Secrets Operator reads secrets, here in another namespace. */
final class SecretStore extends OperatorResource<SecretStore.Spec> {

    record Spec(Provider provider) {}

    record Provider(Cluster kubernetes) {}

    record Cluster(String remoteNamespace, Server server, Login auth) {}

    record Server(Certificate caProvider) {}

    record Certificate(String type, String name, String key) {}

    record Login(Account serviceAccount) {}

    record Account(String name) {}
}
