use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

pub struct Job {
    pub kind: String,
    pub to: String,
}

impl Job {
    pub fn new(kind: &str, to: &str) -> Job {
        Job { kind: kind.to_string(), to: to.to_string() }
    }
}

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<Arc<Job>>>,
}

impl Queue {
    pub fn push(&self, job: Job) {
        self.jobs.lock().unwrap().push_back(Arc::new(job));
    }

    pub fn poll(&self) -> Option<Arc<Job>> {
        self.jobs.lock().unwrap().pop_front()
    }
}
