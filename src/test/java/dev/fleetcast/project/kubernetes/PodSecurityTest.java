package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requirements of the Pod Security Standard {@code restricted}, and more. */
class PodSecurityTest {

    @ParameterizedTest
    @EnumSource(names = {"DEV", "PRODUCTION"})
    void namespaceTakesRestrictedPodsOnly(Rendering rendering) throws Exception {
        assertThat(rendering.manifests().only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void everyPodIsRestricted(Rendering rendering) throws Exception {
        assertThat(rendering.manifests().podTemplates())
                .isNotEmpty()
                .extracting(PodTemplateSpec::getSpec)
                .allSatisfy(PodSecurityTest::assertRestricted);
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void applicationCanWriteToItsTemporaryDirectoryOnly(Rendering rendering) throws Exception {
        ApplicationPods pods = ApplicationPods.of(rendering);

        assertThat(pods.container().getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(pods.container().getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
        assertThat(pods.spec().getVolumes())
                .filteredOn(volume -> volume.getEmptyDir() != null)
                .singleElement()
                .satisfies(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION", "CHART", "CHART_PRODUCTION"})
    void serviceAccountHasNoToken(Rendering rendering) throws Exception {
        assertThat(rendering.manifests().all(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    private static void assertRestricted(PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(pod.getContainers()).isNotEmpty().allSatisfy(PodSecurityTest::assertRestricted);
        assertThat(pod.getInitContainers()).allSatisfy(PodSecurityTest::assertRestricted);
    }

    private static void assertRestricted(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
    }
}
