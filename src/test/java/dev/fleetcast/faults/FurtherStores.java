package dev.fleetcast.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.CuttableNetwork;
import dev.fleetcast.testing.MariaDb;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A MariaDB and a document store for device events, and the replica that fills them, which is in front of no client. */
final class FurtherStores implements AutoCloseable {

    private final Cluster cluster;
    private final int port = Ports.free();
    private final MariaDb mariaDb;
    private final MongoServer documents = new MongoServer(new MemoryBackend());
    private final CuttableNetwork towardsDocuments;
    private Cluster.Extra filling;

    private FurtherStores(Cluster cluster, MariaDb mariaDb) {
        this.cluster = cluster;
        this.mariaDb = mariaDb;
        this.towardsDocuments = new CuttableNetwork(documents.bind().getPort());
        this.filling = launch();
    }

    /** Skips the test where MariaDB is missing. */
    static FurtherStores beside(Cluster cluster) throws Exception {
        return new FurtherStores(cluster, MariaDb.start());
    }

    private Cluster.Extra launch() {
        return cluster.extra(
                port,
                Map.of(
                        "FLEETCAST_DEVICE_SINKS_MYSQL_URL",
                        mariaDb.url(),
                        "FLEETCAST_DEVICE_SINKS_MYSQL_USERNAME",
                        "root",
                        "FLEETCAST_DEVICE_SINKS_MYSQL_PASSWORD",
                        "",
                        "FLEETCAST_DEVICE_SINKS_MONGODB_URL",
                        "mongodb://localhost:" + towardsDocuments.port() + "/?timeoutMS=3000"));
    }

    /** Both stores are gone from now on. */
    void goAway() {
        mariaDb.goAway();
        towardsDocuments.cut();
    }

    void comeBack() throws IOException {
        mariaDb.comeBack();
        towardsDocuments.mend();
    }

    /** Kills the replica that fills them, and starts it again. */
    void killAndStartReplica() {
        filling.replica().kill();
        filling = launch();
    }

    /** The keys of the rows with events of that name, in order. */
    List<String> keysInMariaDb(String name) {
        try {
            return mariaDb.texts("select event_key from device_events where name = '" + name + "' order by 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys of the documents with events of that name, in order. */
    List<String> keysOfDocuments(String name) {
        try (MongoClient client = MongoClients.create(
                "mongodb://localhost:" + documents.getLocalAddress().getPort())) {
            var found = client.getDatabase("fleetcast")
                    .getCollection("device_events")
                    .find(Filters.eq("name", name));
            return StreamSupport.stream(found.spliterator(), false)
                    .map(document -> document.getString("_id"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        filling.replica().close();
        towardsDocuments.close();
        documents.shutdownNow();
        mariaDb.close();
    }
}
