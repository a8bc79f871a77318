package dev.fleetcast.project.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** A job that Kubernetes repeats; its model is not on the class path. */
final class CronJob extends OperatorResource<CronJob.Spec> {

    record Spec(String schedule, String concurrencyPolicy, long startingDeadlineSeconds, JobTemplate jobTemplate) {}

    record JobTemplate(Job spec) {}

    record Job(int backoffLimit, long activeDeadlineSeconds, PodTemplateSpec template) {}

    PodTemplateSpec pods() {
        return getSpec().jobTemplate().spec().template();
    }
}
