package dev.fleetcast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.access.user.Client;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.registry.admin.RegistryWriter;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistryWatchTest {

    @Inject
    RegistryFixture fixture;

    @Inject
    RegistryWriter writer;

    @Inject
    RegistryWatch watch;

    @Inject
    DataSource database;

    @Inject
    Witness witness;

    @Inject
    Knowledge knowledge;

    /** A view that counts its loads, also at each event. */
    @ApplicationScoped
    static class Witness implements RegistryView {

        private final AtomicLong loads = new AtomicLong();
        private final List<Long> loadsWhenAnnounced = new CopyOnWriteArrayList<>();

        @Override
        public void reload() {
            loads.incrementAndGet();
        }

        void on(@Observes RegistryChanged change) {
            loadsWhenAnnounced.add(loads());
        }

        long loads() {
            return loads.get();
        }

        int announcements() {
            return loadsWhenAnnounced.size();
        }

        long loadsAtLastAnnouncement() {
            return loadsWhenAnnounced.get(loadsWhenAnnounced.size() - 1);
        }
    }

    @Test
    void registryIsLoadedAtStart() {
        assertThat(knowledge.has(View.REGISTRY)).isTrue();
        assertThat(witness.loads()).isPositive();
    }

    @Test
    void ownWriteShowsBeforeItReturns() {
        long loads = witness.loads();

        fixture.client();

        assertThat(witness.loads()).isGreaterThan(loads);
        assertThat(witness.loadsAtLastAnnouncement()).isGreaterThan(loads);
    }

    @Test
    void changeInTheDatabaseShowsSoon() {
        long client = fixture.client();
        int announcements = witness.announcements();

        execute("update client set name = name where id = " + client);

        await().until(() -> witness.announcements() > announcements);
    }

    @Test
    void nothingIsReloadedWhenNothingChanged() {
        watch.refresh();
        long loads = witness.loads();

        watch.refresh();

        assertThat(witness.loads()).isEqualTo(loads);
    }

    @Test
    void simultaneousWritesHappenOneAfterTheOther() {
        long client = fixture.client();
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> writes.add(CompletableFuture.runAsync(() -> append(client))));

        writes.forEach(CompletableFuture::join);

        assertThat(writer.write(() -> Client.<Client>findById(client).name)).endsWith("xxxxxxxx");
    }

    private void append(long clientId) {
        writer.write(() -> {
            Client client = Client.findById(clientId);
            client.name += "x";
            return null;
        });
    }

    private void execute(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
