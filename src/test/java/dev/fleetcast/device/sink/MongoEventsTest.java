package dev.fleetcast.device.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.store.StoredEvent;
import dev.fleetcast.device.store.TestEvents;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoEventsTest {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client =
            MongoClients.create(server.bindAndGetConnectionString() + "/?serverSelectionTimeoutMS=500");
    private final MongoCollection<Document> collection =
            client.getDatabase("fleetcast").getCollection("device_events");
    private final MongoEvents store = new MongoEvents(collection, Clock.systemUTC());
    private final TestEvents events = new TestEvents();

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void eventIsStoredOnce() {
        KeyedEvent first = events.keyed("d", "door", "{\"ts\":1,\"open\":true}");
        KeyedEvent again = events.keyed("d", "door", "{\"ts\":1,\"open\":true}");
        KeyedEvent other = events.keyed("d", "door", "open");

        assertThat(store.store(List.of(first, again, other)))
                .extracting(StoredEvent::isDuplicate)
                .containsExactly(false, true, false);
        assertThat(store.store(List.of(first, other)))
                .extracting(StoredEvent::isDuplicate)
                .containsExactly(true, true);
        assertThat(collection.find().into(new ArrayList<>()))
                .extracting(document -> document.get("_id"), document -> document.get("open"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(first.key().hex(), true),
                        org.assertj.core.groups.Tuple.tuple(other.key().hex(), null));
        assertThat(store.find(List.of(first, events.keyed("d", "door", "{\"ts\":2}"))))
                .containsOnlyKeys(first.key());
    }

    @Test
    void hostileNamesAreStored() {
        store.store(List.of(events.keyed("d", "door", "{\"_id\":1,\"$set\":{\"$a\":1},\"a.b\":2,\"x\":{\"c.d\":3}}")));

        assertThat(collection.countDocuments()).isEqualTo(1);
    }

    @Test
    void storeThatIsAwayIsWaitedFor() {
        server.shutdownNow();

        assertThatThrownBy(() -> store.store(List.of(events.keyed("d", "door", "x"))))
                .isInstanceOf(DatabaseException.class);
    }
}
