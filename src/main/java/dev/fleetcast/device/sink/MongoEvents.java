package dev.fleetcast.device.sink;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.key.EventKey;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.store.EventStore;
import dev.fleetcast.device.store.StoredEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonSerializationException;
import org.bson.Document;

/**
 * The events in a document store, under their keys. An upsert keeps each once and needs no transaction; the majority of
 * the store's members must have it.
 */
final class MongoEvents implements EventStore {

    private static final int DUPLICATE_KEY = 11_000;

    /** Codes of MongoDB for documents that it cannot take. */
    private static final Set<Integer> OF_DATA =
            Set.of(2, 9, 14, 15, 28, 52, 53, 55, 56, 57, 121, DUPLICATE_KEY, 10_334, 17_280, 17_419);

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoEvents(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection.withWriteConcern(WriteConcern.MAJORITY);
        this.clock = clock;
    }

    @Override
    public String name() {
        return MongoSink.NAME;
    }

    @Override
    public List<StoredEvent> store(List<KeyedEvent> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<EventKey, KeyedEvent> distinct = new LinkedHashMap<>();
        events.forEach(event -> distinct.putIfAbsent(event.key(), event));
        List<EventKey> keys = List.copyOf(distinct.keySet());
        Set<EventKey> fresh = write(List.copyOf(distinct.values())).getUpserts().stream()
                .map(BulkWriteUpsert::getIndex)
                .map(keys::get)
                .collect(Collectors.toSet());
        return events.stream()
                .map(event -> new StoredEvent(event, now, !fresh.remove(event.key())))
                .toList();
    }

    @Override
    public Map<EventKey, Found> find(Collection<KeyedEvent> events) {
        Set<String> keys = events.stream().map(event -> event.key().hex()).collect(Collectors.toSet());
        Map<EventKey, Found> found = new HashMap<>();
        try {
            collection
                    .find(Filters.in("_id", keys))
                    .projection(new Document("_id", 1))
                    .forEach(document -> found.put(
                            new EventKey(document.getString("_id")),
                            new Found(clock.instant().truncatedTo(ChronoUnit.MILLIS), null)));
        } catch (MongoException away) {
            throw new DatabaseException(away);
        }
        return found;
    }

    private BulkWriteResult write(List<KeyedEvent> events) {
        try {
            List<WriteModel<Document>> upserts =
                    events.stream().map(MongoEvents::upsert).toList();
            return collection.bulkWrite(upserts, UNORDERED);
        } catch (MongoBulkWriteException failure) {
            throw isOfData(failure) ? refused(failure) : new DatabaseException(failure);
        } catch (BsonSerializationException | IllegalArgumentException failure) {
            throw new RefusedException("a document store cannot have it", failure);
        } catch (MongoException failure) {
            throw OF_DATA.contains(failure.getCode())
                    ? new RefusedException("the document store refuses it (code " + failure.getCode() + ")", failure)
                    : new DatabaseException(failure);
        }
    }

    private static WriteModel<Document> upsert(KeyedEvent event) {
        return new UpdateOneModel<>(
                Filters.eq("_id", event.key().hex()),
                new Document("$setOnInsert", EventDocument.of(event.event())),
                UPSERT);
    }

    /** Not when a member did not answer, and not when another replica stores the same event now. */
    private static boolean isOfData(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null
                && !failure.getWriteErrors().isEmpty()
                && failure.getWriteErrors().stream().allMatch(MongoEvents::isOfData);
    }

    private static boolean isOfData(BulkWriteError error) {
        return OF_DATA.contains(error.getCode())
                && !(error.getCode() == DUPLICATE_KEY && error.getMessage().contains("_id_"));
    }

    private static RefusedException refused(MongoBulkWriteException failure) {
        int code = failure.getWriteErrors().get(0).getCode();
        return new RefusedException("the document store refuses it (code " + code + ")", failure);
    }
}
