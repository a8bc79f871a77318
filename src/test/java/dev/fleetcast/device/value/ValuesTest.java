package dev.fleetcast.device.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fleetcast.device.database.Database;
import dev.fleetcast.device.value.Values.Change;
import dev.fleetcast.device.value.Values.Refusal;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static final ValueName LAMP = new ValueName(1, "lamp");

    private final EmptyRegistry registry = EmptyRegistry.create();
    private final Database database = new Database(registry.dataSource());
    private final ValueConfig config = Settings.of(
            ValueConfig.class, Map.of("fleetcast.device.value-versions", "3", "fleetcast.device.max-values", "2"));
    private final Values values = new Values(database, config);
    private final ValueOutbox outbox = new ValueOutbox(database, config);
    private final ValueDevices devices = new ValueDevices(database);

    @Test
    void everySetIsAVersionEvenAnEqualOne() {
        assertThat(put("1").version()).isEqualTo(1);
        assertThat(put("1").version()).isEqualTo(2);
        assertThat(values.current(LAMP))
                .get()
                .extracting(SharedValue::json, SharedValue::updatedBy)
                .containsExactly("1", "me");
    }

    @Test
    void versionsGoOnCountingAfterADeletion() {
        put("1");

        Change deleted = values.delete(LAMP, ValueCondition.NONE, "me");

        assertThat(deleted.value().version()).isEqualTo(2);
        assertThat(values.current(LAMP)).get().matches(SharedValue::isDeleted);
        assertThat(values.delete(LAMP, ValueCondition.NONE, "me").refusal()).isEqualTo(Refusal.ABSENT);
        assertThat(put("2").version()).isEqualTo(3);
    }

    @Test
    void aChangeDependsOnTheVersion() {
        assertThat(change("1", "\"1\"", null)).isEqualTo(Refusal.CONDITION);
        assertThat(change("1", null, "*")).isNull();
        assertThat(change("1", null, "*")).isEqualTo(Refusal.CONDITION);
        assertThat(change("2", "\"1\"", null)).isNull();
        assertThat(change("3", "\"1\"", null)).isEqualTo(Refusal.CONDITION);

        values.delete(LAMP, ValueCondition.of("\"2\"", null), "me");
        assertThat(change("1", "*", null)).isEqualTo(Refusal.CONDITION);
        assertThat(change("1", null, "*")).isNull();
    }

    @Test
    void aPatchChangesMembers() throws Exception {
        put("{\"on\":true,\"level\":3}");

        Change change = values.patch(
                LAMP,
                ValueJson.parse("{\"level\":null,\"colour\":\"red\"}".getBytes(StandardCharsets.UTF_8)),
                ValueCondition.NONE,
                "me");

        assertThat(change.value().json()).isEqualTo("{\"on\":true,\"colour\":\"red\"}");
    }

    @Test
    void aPatchCannotGrowAValueWithoutBound() throws Exception {
        put("{\"a\":\"" + "x".repeat(65_520) + "\"}");

        Change change = values.patch(
                LAMP, ValueJson.parse("{\"b\":12345678}".getBytes(StandardCharsets.UTF_8)), ValueCondition.NONE, "me");

        assertThat(change.refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(values.current(LAMP)).get().extracting(SharedValue::version).isEqualTo(1L);
    }

    @Test
    void ofManyWhoDependOnOneVersionOneSucceeds() {
        put("0");
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Refusal>> changes = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> change("" + i, "\"1\"", null), pool))
                .toList();

        assertThat(changes.stream().map(CompletableFuture::join).filter(refusal -> refusal == null))
                .hasSize(1);
        assertThat(values.current(LAMP)).get().extracting(SharedValue::version).isEqualTo(2L);
        pool.shutdown();
    }

    @Test
    void concurrentSetsHaveVersionsWithoutGaps() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Long>> sets = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> put("" + i).version(), pool))
                .toList();

        assertThat(sets.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 24).mapToObj(Long::valueOf).toList());
        pool.shutdown();
    }

    @Test
    void anEventSetsAValueOnce() {
        byte[] key = {1, 2, 3};

        assertThat(values.set(LAMP, "1", key, "door")).isPresent();
        assertThat(values.set(LAMP, "1", key, "door")).isEmpty();
        assertThat(values.set(LAMP, "1", new byte[] {4}, "door")).isPresent();
        assertThat(values.current(LAMP)).get().extracting(SharedValue::version).isEqualTo(2L);
    }

    @Test
    void theNewestVersionsAreRetainedOnceTheyWereTold() {
        IntStream.range(0, 5).forEach(i -> put("" + i));
        assertThat(values.versions(LAMP, Long.MAX_VALUE, 10)).hasSize(5);

        outbox.tell(LAMP, value -> {});
        put("5");

        assertThat(values.versions(LAMP, Long.MAX_VALUE, 10))
                .extracting(SharedValue::version)
                .containsExactly(6L, 5L, 4L);
        assertThat(values.after(LAMP, 4, 10)).extracting(SharedValue::version).containsExactly(5L, 6L);
    }

    @Test
    void changesAreToldInOrderUntilTheyWere() {
        IntStream.range(0, 3).forEach(i -> put("" + i));
        List<Long> told = new ArrayList<>();

        assertThatThrownBy(() -> outbox.tell(LAMP, value -> {
                    told.add(value.version());
                    if (value.version() == 2) {
                        throw new IllegalStateException("no Kafka");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        outbox.tell(LAMP, value -> told.add(value.version()));
        outbox.tell(LAMP, value -> told.add(value.version()));

        assertThat(told).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void aClientHasSoManyValues() {
        put("1");
        assertThat(values.put(new ValueName(1, "b"), "1", ValueCondition.NONE, "me")
                        .refusal())
                .isNull();
        assertThat(values.put(new ValueName(1, "c"), "1", ValueCondition.NONE, "me")
                        .refusal())
                .isEqualTo(Refusal.TOO_MANY);
        assertThat(values.put(new ValueName(2, "c"), "1", ValueCondition.NONE, "me")
                        .refusal())
                .isNull();
        assertThat(put("2").version()).isEqualTo(2);
        assertThat(values.list(1, "", 10))
                .extracting(value -> value.name().name())
                .containsExactly("b", "lamp");
    }

    @Test
    void aDeviceConfirmsWhatThereIsAndNeverGoesBack() {
        put("1");
        put("2");

        assertThat(devices.confirm(LAMP, "door", 3)).isFalse();
        assertThat(devices.confirm(LAMP, "door", 2)).isTrue();
        assertThat(devices.confirm(LAMP, "door", 1)).isTrue();
        assertThat(devices.confirm(LAMP, "window", 1)).isTrue();

        assertThat(devices.of(LAMP))
                .extracting(ValueDevices.Confirmed::coreid, ValueDevices.Confirmed::version)
                .containsExactly(tuple("window", 1L), tuple("door", 2L));
    }

    private SharedValue put(String json) {
        return values.put(LAMP, json, ValueCondition.NONE, "me").value();
    }

    private Refusal change(String json, String ifMatch, String ifNoneMatch) {
        return values.put(LAMP, json, ValueCondition.of(ifMatch, ifNoneMatch), "me")
                .refusal();
    }
}
