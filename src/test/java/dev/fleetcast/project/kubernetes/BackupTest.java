package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The nightly dump of the database. */
class BackupTest {

    private static final String NAME = "app.kubernetes.io/name";

    @Test
    void dumpIsOfTheApplicationsDatabase() throws Exception {
        String url = ApplicationPods.of(Rendering.PRODUCTION).environment().get("QUARKUS_DATASOURCE_JDBC_URL");
        Map<String, EnvVar> environment =
                container().getEnv().stream().collect(Collectors.toMap(EnvVar::getName, variable -> variable));

        assertThat(url)
                .contains("//" + environment.get("PGHOST").getValue() + ":5432/"
                        + environment.get("PGDATABASE").getValue());
        String secret = Rendering.PRODUCTION
                .manifests()
                .only(DatabaseCluster.class)
                .getSpec()
                .bootstrap()
                .initdb()
                .secret()
                .getName();
        assertThat(environment
                        .get("PGPASSWORD")
                        .getValueFrom()
                        .getSecretKeyRef()
                        .getName())
                .isEqualTo(secret);
        assertThat(environment.get("PGPASSWORD").getValue()).isNull();
    }

    @Test
    void serverAndDumpAreOfTheSameMajorVersion() throws Exception {
        String server = Rendering.PRODUCTION
                .manifests()
                .only(DatabaseCluster.class)
                .getSpec()
                .imageName();

        assertThat(container().getImage()).endsWith(server.substring(server.lastIndexOf(':')));
    }

    @Test
    void dumpsStayOnAVolumeOfTheirOwn() throws Exception {
        assertThat(container().getVolumeMounts())
                .singleElement()
                .satisfies(
                        mount -> assertThat(container().getCommand().toString()).contains(mount.getMountPath() + "/"));
        assertThat(pods().getSpec().getVolumes())
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getPersistentVolumeClaim().getClaimName())
                                .isEqualTo(Rendering.PRODUCTION
                                        .manifests()
                                        .only(PersistentVolumeClaim.class)
                                        .getMetadata()
                                        .getName()));
    }

    @Test
    void dumpReachesTheDatabaseAndNothingReachesTheDump() throws Exception {
        var own = Rendering.PRODUCTION
                .manifests()
                .named(NetworkPolicy.class, "fleetcast-backup")
                .getSpec();
        var database = Rendering.PRODUCTION
                .manifests()
                .named(NetworkPolicy.class, "fleetcast-backup-to-database")
                .getSpec();
        String label = pods().getMetadata().getLabels().get(NAME);

        assertThat(own.getPodSelector().getMatchLabels()).containsEntry(NAME, label);
        assertThat(own.getIngress()).isEmpty();
        assertThat(database.getIngress())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                                .containsEntry(NAME, label)));
    }

    private static PodTemplateSpec pods() throws Exception {
        return Rendering.PRODUCTION.manifests().only(CronJob.class).pods();
    }

    private static Container container() throws Exception {
        return pods().getSpec().getContainers().get(0);
    }
}
