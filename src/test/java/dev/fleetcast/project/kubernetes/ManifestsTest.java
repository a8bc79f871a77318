package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Service\nspec: {sessionAfinity: None}",
                "apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nspec: {partition: 1}",
                "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nspec: {rules: [{timeout: 0s}]}"
            })
    void unknownFieldsAreNoticed(String manifest) {
        assertThatThrownBy(() -> Manifests.parse(manifest)).isInstanceOf(UnrecognizedPropertyException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyDirectoryRendersToWhatKubernetesUnderstands(Rendering rendering) throws Exception {
        assertThat(rendering.manifests().all())
                .isNotEmpty()
                .allSatisfy(
                        manifest -> assertThat(manifest.getMetadata().getName()).isNotBlank())
                .allSatisfy(manifest -> assertThat(manifest.getMetadata().getLabels())
                        .as(manifest.getMetadata().getName())
                        .isNotNull());
    }

    @Test
    void baseNamesNoNamespace() throws Exception {
        assertThat(Rendering.BASE.manifests().all())
                .allSatisfy(manifest ->
                        assertThat(manifest.getMetadata().getNamespace()).isNull());
    }

    @ParameterizedTest
    @EnumSource(names = {"DEV", "PRODUCTION"})
    void everythingIsInANamespaceThatIsMadeWithIt(Rendering rendering) throws Exception {
        String namespace =
                rendering.manifests().only(Namespace.class).getMetadata().getName();

        assertThat(rendering.manifests().all())
                .filteredOn(manifest -> !(manifest instanceof Namespace))
                .allSatisfy(manifest -> assertThat(manifest.getMetadata().getNamespace())
                        .isEqualTo(isInKafka(manifest) ? "kafka" : namespace));
    }

    @ParameterizedTest
    @EnumSource(names = "DEV", mode = EnumSource.Mode.EXCLUDE)
    void noSecretIsShipped(Rendering rendering) throws Exception {
        assertThat(rendering.manifests().all(Secret.class)).isEmpty();
    }

    private static boolean isInKafka(Object manifest) {
        return manifest instanceof KafkaTopic || manifest instanceof KafkaUser;
    }
}
