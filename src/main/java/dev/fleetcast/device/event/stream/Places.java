package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.event.group.FollowerId;
import dev.fleetcast.device.event.log.EventPlaybacks;
import dev.fleetcast.device.event.log.Positions;
import dev.fleetcast.device.event.stream.KeptPlaces.Place;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.Background;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Where clients were that cannot resume: the same token at the same path continues there, on any replica. A stream that
 * closes leaves its place in a topic, one that opens asks for one in the same topic; every replica reads both in the
 * same order.
 */
@ThreadSafe
@ApplicationScoped
class Places {

    /** Then a client begins now rather than wait longer for Kafka. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final Duration NOTES = Duration.ofSeconds(1);
    /** A replica that lives answers within this time. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final EventPlaybacks playbacks;
    private final TopicCreation creation;
    private final MutinyEmitter<Record<String, String>> out;
    private final boolean enabled;
    private final boolean afterCrash;
    /** How often a note is renewed so that it does not expire, in nanoseconds. */
    private final long renewal;

    private final KeptPlaces kept;
    private final TopicReader reader;
    private final Background notes = new Background("fleetcast-device-place-notes");
    private final ConcurrentMap<String, Open> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, UniEmitter<? super Found>> asking = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, UniEmitter<? super Boolean>> doubted = new ConcurrentHashMap<>();

    Places(
            EventPlaybacks playbacks,
            DeviceConfig config,
            MemoryBudgets memory,
            TopicSource source,
            TopicCreation creation,
            @Channel("device-places-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.playbacks = playbacks;
        this.creation = creation;
        this.out = out;
        this.enabled = !config.reattach().isZero();
        this.afterCrash = config.reattachAfterCrash();
        this.renewal = config.reattach().dividedBy(3).toNanos();
        this.kept = new KeptPlaces(config.reattach(), memory.of(MemoryKind.DETACHED));
        this.reader = new TopicReader(
                "fleetcast-device-places",
                source,
                Set.of(config.placesTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(this::heard));
    }

    /** What a record of the topic says; its first letter in the topic. */
    private enum Word {
        /** A stream has closed. */
        PLACE,
        /** A stream has opened, and asks for a place. */
        QUESTION,
        /** A stream is open. */
        NOTE,
        /** Is this stream still open? */
        DOUBT,
        /** This stream is continued by another. */
        LOST
    }

    /** A stream of this replica. */
    private static final class Open {

        private final String key;
        private final Supplier<Optional<Positions>> taken;
        private Positions noted;
        private long notedAt;

        Open(String key, Supplier<Optional<Positions>> taken) {
            this.key = key;
            this.taken = taken;
        }
    }

    /** What there is for a stream that opens: the place of a closed one, or the note of one that may be lost. */
    private record Found(Optional<Place> place, Optional<Place> note) {

        static final Found NOTHING = new Found(Optional.empty(), Optional.empty());
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            creation.done().thenRun(reader::start);
        }
        if (enabled && afterCrash) {
            notes.every(NOTES, () -> open.forEach(this::noteIfMoved));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        notes.close();
        reader.close();
    }

    /**
     * Keeps the place of a stream from now on.
     *
     * @param key see {@link PlaceKey}
     * @param holder whose stream it is
     * @param taken the point up to which the client has had everything; empty as long as nothing can be sent
     * @return to be called when the stream has closed
     */
    Runnable follow(String key, MemoryHolder holder, Supplier<Optional<Positions>> taken) {
        String stream = FollowerId.of(holder);
        open.put(stream, new Open(key, taken));
        return () -> {
            open.remove(stream);
            if (enabled) {
                taken.get().ifPresent(at -> tell(key, Word.PLACE, stream, playbacks.id(at)));
            }
        };
    }

    /** Keeps the place of a stream that has closed before it sent anything. */
    void keep(String key, MemoryHolder holder, Positions at) {
        if (enabled) {
            tell(key, Word.PLACE, FollowerId.of(holder), playbacks.id(at));
        }
    }

    /** The saved place of a stream that opens; empty without a saved place, or while Kafka does not answer. Never fails. */
    Uni<Optional<Positions>> take(String key) {
        if (!enabled) {
            return Uni.createFrom().item(Optional.empty());
        }
        String question = UUID.randomUUID().toString();
        return Uni.createFrom()
                .<Found>emitter(emitter -> {
                    asking.put(question, emitter);
                    tell(key, Word.QUESTION, question, "");
                })
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(Found.NOTHING)
                .onTermination()
                .invoke(() -> asking.remove(question))
                .chain(found -> found.note().isPresent() && afterCrash
                        ? doubt(key, found.note().get())
                        : Uni.createFrom().item(found.place()))
                .map(place -> place.map(Place::eventId).flatMap(playbacks::at));
    }

    /** The place of a noted stream, unless it is open or another connection continues it. */
    private Uni<Optional<Place>> doubt(String key, Place note) {
        if (open.containsKey(note.stream())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .<Boolean>emitter(emitter -> {
                    doubted.put(note.stream(), emitter);
                    tell(key, Word.DOUBT, note.stream(), "");
                })
                .ifNoItem()
                .after(SIGN_OF_LIFE)
                .recoverWithItem(false)
                .onTermination()
                .invoke(() -> doubted.remove(note.stream()))
                .map(lives -> {
                    if (!lives) {
                        tell(key, Word.LOST, note.stream(), "");
                    }
                    return lives ? Optional.empty() : Optional.of(note);
                });
    }

    private void noteIfMoved(String stream, Open each) {
        Positions taken = each.taken.get().orElse(null);
        long now = System.nanoTime();
        if (taken != null && (!taken.equals(each.noted) || now - each.notedAt >= renewal)) {
            each.noted = taken;
            each.notedAt = now;
            tell(each.key, Word.NOTE, stream, playbacks.id(taken));
        }
    }

    private void tell(String key, Word word, String about, String eventId) {
        String value = word.name().charAt(0) + " " + about + " " + eventId;
        out.send(Record.of(key, value)).subscribe().with(done -> {}, failed -> {});
    }

    private void heard(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.US_ASCII);
        String[] parts = new String(record.value(), StandardCharsets.US_ASCII).split(" ", -1);
        if (parts.length != 3) {
            return;
        }
        Place place = new Place(parts[1], parts[2], record.timestamp());
        for (Word word : Word.values()) {
            if (parts[0].equals(word.name().substring(0, 1))) {
                heard(word, key, place);
            }
        }
    }

    private void heard(Word word, String key, Place place) {
        switch (word) {
            case PLACE -> kept.keep(key, place);
            case QUESTION -> answer(key, place);
            case NOTE -> {
                kept.note(key, place);
                shown(place.stream());
            }
            case DOUBT -> {
                Open mine = open.get(place.stream());
                if (mine != null) {
                    mine.taken.get().ifPresent(at -> tell(key, Word.NOTE, place.stream(), playbacks.id(at)));
                }
            }
            case LOST -> {
                kept.forgetNote(key, place.stream());
                shown(place.stream());
            }
        }
    }

    private void answer(String key, Place question) {
        Optional<Place> place = kept.take(key, question.at());
        Optional<Place> note = place.isPresent() ? Optional.empty() : kept.noted(key, question.at());
        UniEmitter<? super Found> emitter = asking.remove(question.stream());
        if (emitter != null) {
            emitter.complete(new Found(place, note));
        }
    }

    /** The stream is open, or a connection continues it. */
    private void shown(String stream) {
        UniEmitter<? super Boolean> emitter = doubted.remove(stream);
        if (emitter != null) {
            emitter.complete(true);
        }
    }
}
