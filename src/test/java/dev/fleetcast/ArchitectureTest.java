package dev.fleetcast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Which packages may use which, and rules for all classes. */
@AnalyzeClasses(packages = "dev.fleetcast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The allowed dependencies. A package that is missing here fails the test. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", List.of()),
            Map.entry("threading", List.of()),
            Map.entry("telemetry", List.of("text")),
            Map.entry("query", List.of("telemetry")),
            Map.entry("problem", List.of("text", "connection", "memory")),
            Map.entry("knowledge", List.of("problem")),
            Map.entry("openapi", List.of()),
            Map.entry("kafka", List.of("replica", "problem")),
            Map.entry("memory", List.of()),
            Map.entry("connection", List.of()),
            Map.entry("replica", List.of()),
            Map.entry("sse", List.of("connection")),
            Map.entry("socket", List.of("sse")),
            Map.entry("feed", List.of("sse", "memory")),
            Map.entry("registry", List.of("replica", "knowledge", "problem", "text")),
            Map.entry(
                    "access",
                    List.of("replica", "connection", "telemetry", "registry", "kafka", "knowledge", "problem")),
            Map.entry(
                    "alarm",
                    List.of(
                            "replica",
                            "connection",
                            "telemetry",
                            "access",
                            "registry",
                            "fleet",
                            "stream",
                            "knowledge",
                            "problem")),
            Map.entry("dashboard", List.of()),
            Map.entry("preflight", List.of("access")),
            Map.entry("fleet", List.of("telemetry", "access", "registry", "knowledge", "problem")),
            Map.entry(
                    "stream",
                    List.of(
                            "replica",
                            "connection",
                            "sse",
                            "socket",
                            "kafka",
                            "telemetry",
                            "query",
                            "access",
                            "registry",
                            "fleet",
                            "memory",
                            "knowledge",
                            "problem")),
            Map.entry("selftest", List.of("sse", "stream", "problem")),
            Map.entry(
                    "cluster",
                    List.of(
                            "replica",
                            "connection",
                            "stream",
                            "kafka",
                            "telemetry",
                            "access",
                            "memory",
                            "knowledge",
                            "problem")),
            Map.entry(
                    "channel",
                    List.of(
                            "replica",
                            "connection",
                            "sse",
                            "feed",
                            "kafka",
                            "access",
                            "memory",
                            "knowledge",
                            "problem",
                            "text")),
            Map.entry("broadcast", List.of("channel", "connection", "sse", "access", "knowledge", "problem", "text")),
            Map.entry(
                    "device",
                    List.of(
                            "replica",
                            "connection",
                            "sse",
                            "feed",
                            "kafka",
                            "telemetry",
                            "access",
                            "registry",
                            "fleet",
                            "channel",
                            "memory",
                            "knowledge",
                            "problem",
                            "text")),
            Map.entry("tracing", List.of("telemetry")),
            Map.entry(
                    "history",
                    List.of(
                            "replica",
                            "telemetry",
                            "query",
                            "access",
                            "registry",
                            "fleet",
                            "kafka",
                            "memory",
                            "knowledge",
                            "problem",
                            "stream",
                            "ingest")),
            Map.entry(
                    "ingest",
                    List.of(
                            "replica",
                            "connection",
                            "telemetry",
                            "tracing",
                            "fleet",
                            "stream",
                            "kafka",
                            "access",
                            "registry",
                            "memory",
                            "knowledge",
                            "problem")));

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = arrows();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.fleetcast.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TELEMETRY_KNOWS_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("dev.fleetcast.telemetry..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fleetcast.telemetry..", "dev.fleetcast.text..", "java..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule TRIPS_AND_QUERIES_KNOW_NO_FRAMEWORK = classes()
            .that()
            .resideInAnyPackage(
                    "dev.fleetcast.history.trip..",
                    "dev.fleetcast.history.day..",
                    "dev.fleetcast.query..",
                    "dev.fleetcast.history.format..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fleetcast.history..",
                    "dev.fleetcast.query..",
                    "dev.fleetcast.telemetry..",
                    "java..",
                    "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_FOR_WHAT_THEY_ARE =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|Dto)");

    @ArchTest
    static final ArchRule CLASSES_ARE_NOT_NAMED_FOR_BEING_ABSTRACT =
            noClasses().should().haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule COLLABORATORS_COME_THROUGH_THE_CONSTRUCTOR =
            noFields().should().beAnnotatedWith(Inject.class);

    private static ArchRule arrows() {
        LayeredArchitecture architecture = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture()
                .layer("start")
                .definedBy("dev.fleetcast")
                .layer("demo")
                .definedBy("dev.fleetcast.demo..");
        for (String layer : MAY_USE.keySet()) {
            architecture = architecture.layer(layer).definedBy("dev.fleetcast." + layer + "..");
        }
        architecture = architecture
                .whereLayer("start")
                .mayOnlyAccessLayers("demo", "preflight", "problem")
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("start");
        for (var arrow : MAY_USE.entrySet()) {
            architecture = arrow.getValue().isEmpty()
                    ? architecture.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
                    : architecture
                            .whereLayer(arrow.getKey())
                            .mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        return architecture;
    }
}
