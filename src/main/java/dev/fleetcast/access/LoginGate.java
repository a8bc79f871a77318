package dev.fleetcast.access;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.registry.RegistryWatch;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Checks names and passwords on a few threads of its own, so that no number of logins takes the processor or the worker
 * threads from everything else. Whoever would wait too long is told to come back.
 */
@ApplicationScoped
class LoginGate {

    private static final Logger LOG = Logger.getLogger(LoginGate.class);

    /** More than can be checked before they would time out. */
    private static final int MAX_WAITING = 200;

    private final AccessConfig.Login config;
    private final Passwords passwords;
    private final LoginLimits limits;
    private final UserDirectory users;
    private final RegistryWatch registry;
    private final ThreadPoolExecutor threads;
    private volatile boolean warm;

    LoginGate(
            AccessConfig config, Passwords passwords, LoginLimits limits, UserDirectory users, RegistryWatch registry) {
        this.config = config.login();
        this.passwords = passwords;
        this.limits = limits;
        this.users = users;
        this.registry = registry;
        this.threads = new ThreadPoolExecutor(
                this.config.concurrency(),
                this.config.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "fleetcast-login");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    void start(@Observes StartupEvent starting) {
        threads.execute(this::warmUp);
    }

    /** Whether the first login would be as quick as those after it. */
    boolean isWarm() {
        return warm;
    }

    /**
     * Does once, beside everything else that starts, what a login does: reading the classes of the database and of bcrypt,
     * and running code that is not compiled yet, would take the first ones over a second. A database that does not answer is
     * no reason to wait.
     */
    private void warmUp() {
        try {
            passwords.matchesNobody();
            find("");
            QuarkusTransaction.requiringNew().run(() -> admitted(nobody()));
        } catch (RuntimeException unreachable) {
            LOG.debug("The first logins will take longer", unreachable);
        } finally {
            warm = true;
        }
    }

    private static User nobody() {
        User nobody = new User();
        nobody.id = 0L;
        return nobody;
    }

    /** Somebody whose password was right. */
    record Admitted(Account account, String email, String fullName, List<LoginAnswer.ClientName> clients) {}

    /**
     * Lets a user in.
     *
     * @return fails with a problem: 401 for an unknown or disabled user and for a wrong password alike, 429 after too many
     *     failures, 503 when the database does not answer in time
     */
    Uni<Admitted> enter(LoginRequest request, String address) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        String account = users.called(request.username()).map(id -> "id " + id).orElseGet(request::username);
        refuseIfLimited(account, address);
        return Uni.createFrom()
                .item(() -> check(request, account, address, deadline))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problems.unavailable("too many logins at once"))
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> Problems.unavailable("the login could not be checked in time"));
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }

    /** @param account what the failures are counted for: the same for the name and the e-mail address of a user */
    private Admitted check(LoginRequest request, String account, String address, long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw Problems.unavailable("too many logins at once");
        }
        refuseIfLimited(account, address);
        Optional<Admitted> admitted = admitted(request);
        if (admitted.isPresent()) {
            limits.succeeded(account, address);
            show(admitted.get().account());
            return admitted.get();
        }
        limits.failed(account, address);
        throw HttpProblem.valueOf(Status.UNAUTHORIZED, "Unknown user or wrong password");
    }

    private Optional<Admitted> admitted(LoginRequest request) {
        Optional<User> user = find(request.username());
        if (user.isEmpty()) {
            passwords.matchesNobody();
            return Optional.empty();
        }
        boolean matches = passwords.matches(request.password(), user.get().passwordHash);
        return matches && user.get().enabled
                ? QuarkusTransaction.requiringNew().call(() -> admitted(user.get()))
                : Optional.empty();
    }

    /** A login is good at once, also of a user who has been changed at another replica a moment ago. */
    private void show(Account account) {
        if (!users.enabled(account.id()).equals(Optional.of(account))) {
            registry.refresh();
        }
    }

    private void refuseIfLimited(String account, String address) {
        limits.waitBeforeTry(account, address).ifPresent(wait -> {
            throw Problems.tooMany("Too many failed logins", wait);
        });
    }

    /** No more than the row, so that finding somebody takes as long as finding nobody. */
    private static Optional<User> find(String name) {
        // The database has no name that is longer, and refuses to look for one with NUL.
        return name.length() > User.MAX_NAME || name.indexOf('\0') >= 0
                ? Optional.empty()
                : QuarkusTransaction.requiringNew().call(() -> User.byUsernameOrEmail(name));
    }

    /** Empty when the user is not what was checked any more: who knew only the old password is not let in. */
    private static Optional<Admitted> admitted(User checked) {
        User user = User.findById(checked.id);
        if (user == null || user.sessionGeneration != checked.sessionGeneration) {
            return Optional.empty();
        }
        List<Client> clients =
                user.clientIds.isEmpty() ? List.of() : Client.list("id in ?1 and enabled order by id", user.clientIds);
        Set<Long> enabledClients = clients.stream().map(client -> client.id).collect(Collectors.toSet());
        List<LoginAnswer.ClientName> names = clients.stream()
                .map(client -> new LoginAnswer.ClientName(client.id, client.name))
                .toList();
        Account account = UserDirectory.account(user, enabledClients);
        return Optional.of(new Admitted(account, user.email, user.fullName, names));
    }
}
