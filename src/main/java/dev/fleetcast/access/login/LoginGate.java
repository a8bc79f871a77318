package dev.fleetcast.access.login;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.Client;
import dev.fleetcast.access.user.Passwords;
import dev.fleetcast.access.user.User;
import dev.fleetcast.access.user.UserDirectory;
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
 * Checks user names and passwords on a few dedicated threads, so that logins cannot exhaust the CPU or the worker
 * threads. Logins that would wait too long fail with 503.
 */
@ApplicationScoped
class LoginGate {

    private static final Logger LOG = Logger.getLogger(LoginGate.class);

    /** More than can be checked before the timeout. */
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

    /** Whether the warm-up has finished, so that the first login takes no longer than later ones. */
    boolean isWarm() {
        return warm;
    }

    /**
     * Runs the steps of a login once during startup. Loading the classes of the database and of bcrypt, and running
     * code that is not yet compiled, would slow the first logins to over a second. A database that does not respond
     * ends the warm-up.
     */
    private void warmUp() {
        try {
            passwords.matchNothing();
            find("");
            QuarkusTransaction.requiringNew().run(() -> admitted(absentUser()));
        } catch (RuntimeException unreachable) {
            LOG.debug("Login warm-up failed; the first logins will take longer", unreachable);
        } finally {
            warm = true;
        }
    }

    private static User absentUser() {
        User absent = new User();
        absent.id = 0L;
        return absent;
    }

    /** A user who gave the right password. */
    record Admitted(Account account, String email, String fullName, List<LoginAnswer.ClientName> clients) {}

    /**
     * Checks a login.
     *
     * @return fails with a problem: 401 for an unknown or disabled user and for a wrong password alike, 429 after too
     *     many failures, 503 when the login cannot be checked in time
     */
    Uni<Admitted> enter(LoginRequest request, String address) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        String account = users.called(request.username()).map(id -> "id " + id).orElseGet(request::username);
        refuseIfLimited(account, address);
        return Uni.createFrom()
                .item(() -> check(request, account, address, deadline))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> Problems.unavailable("Too many logins at once. Try again later."))
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> Problems.unavailable("The login could not be checked in time. Try again."));
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }

    /** @param account the key for counting failures: the same for a user's name and e-mail address */
    private Admitted check(LoginRequest request, String account, String address, long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw Problems.unavailable("Too many logins at once. Try again later.");
        }
        refuseIfLimited(account, address);
        Optional<Admitted> admitted = admitted(request);
        if (admitted.isPresent()) {
            limits.succeeded(account, address);
            show(admitted.get().account());
            return admitted.get();
        }
        limits.failed(account, address);
        throw HttpProblem.valueOf(Status.UNAUTHORIZED, "Unknown user or wrong password.");
    }

    private Optional<Admitted> admitted(LoginRequest request) {
        Optional<User> user = find(request.username());
        if (user.isEmpty()) {
            passwords.matchNothing();
            return Optional.empty();
        }
        boolean matches = passwords.matches(request.password(), user.get().passwordHash);
        return matches && user.get().enabled
                ? QuarkusTransaction.requiringNew().call(() -> admitted(user.get()))
                : Optional.empty();
    }

    /** Makes a login valid at once, even if the user was changed on another replica a moment ago. */
    private void show(Account account) {
        if (!users.enabled(account.id()).equals(Optional.of(account))) {
            registry.refresh();
        }
    }

    private void refuseIfLimited(String account, String address) {
        limits.waitBeforeTry(account, address).ifPresent(wait -> {
            throw Problems.tooMany("Too many failed logins. Try again later.", wait);
        });
    }

    /** Reads only the row, so that the lookup takes equally long for known and unknown users. */
    private static Optional<User> find(String name) {
        // The database stores no longer names and rejects queries with NUL.
        return name.length() > User.MAX_NAME || name.indexOf('\0') >= 0
                ? Optional.empty()
                : QuarkusTransaction.requiringNew().call(() -> User.byUsernameOrEmail(name));
    }

    /** Empty if the user has changed since the check: the old password must not log in. */
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
