package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The component that copies Strimzi's secrets whenever they change. */
class StrimziSecretsTest {

    @Test
    void secretsThatThePodsReadAreCopied() throws Exception {
        ApplicationPods pods = ApplicationPods.of(Rendering.PRODUCTION);
        Set<String> copied = new TreeSet<>();
        manifests()
                .all(ExternalSecret.class)
                .forEach(copy -> copy.getSpec()
                        .data()
                        .forEach(entry -> copied.add(copy.getSpec().target().name() + "/" + entry.secretKey())));

        assertThat(pods.variables())
                .filteredOn(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG"))
                .singleElement()
                .satisfies(variable -> assertThat(copied)
                        .contains(variable.getValueFrom().getSecretKeyRef().getName() + "/"
                                + variable.getValueFrom().getSecretKeyRef().getKey()));
        assertThat(pods.spec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("kafka-ca"))
                .singleElement()
                .satisfies(volume -> assertThat(copied)
                        .contains(volume.getSecret().getSecretName() + "/"
                                + volume.getSecret().getItems().get(0).getKey()));
    }

    @Test
    void copiesComeFromWhereStrimziKeepsThem() throws Exception {
        KafkaUser user = Rendering.PRODUCTION.manifests().only(KafkaUser.class);
        String cluster = Rendering.KAFKA
                .manifests()
                .only(KafkaCluster.class)
                .getMetadata()
                .getName();

        assertThat(manifests()
                        .only(SecretStore.class)
                        .getSpec()
                        .provider()
                        .kubernetes()
                        .remoteNamespace())
                .isEqualTo(user.getMetadata().getNamespace());
        assertThat(manifests().all(ExternalSecret.class))
                .flatExtracting(copy -> copy.getSpec().data())
                .extracting(entry -> entry.remoteRef().key())
                .containsExactly(user.getMetadata().getName(), cluster + "-cluster-ca-cert");
    }

    @Test
    void operatorMayReadThoseSecretsOnly() throws Exception {
        Role role = manifests().only(Role.class);
        RoleBinding binding = manifests().only(RoleBinding.class);
        String account = manifests()
                .only(SecretStore.class)
                .getSpec()
                .provider()
                .kubernetes()
                .auth()
                .serviceAccount()
                .name();
        List<String> read = manifests().all(ExternalSecret.class).stream()
                .flatMap(copy -> copy.getSpec().data().stream())
                .map(entry -> entry.remoteRef().key())
                .toList();

        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getVerbs()).containsExactly("get");
            assertThat(rule.getResourceNames()).containsExactlyInAnyOrderElementsOf(read);
        });
        assertThat(binding.getRoleRef().getName()).isEqualTo(role.getMetadata().getName());
        assertThat(binding.getSubjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject.getName()).isEqualTo(account));
        assertThat(manifests().only(ServiceAccount.class).getMetadata().getName())
                .isEqualTo(account);
    }

    private static Manifests manifests() throws Exception {
        return Rendering.STRIMZI_SECRETS.manifests();
    }
}
