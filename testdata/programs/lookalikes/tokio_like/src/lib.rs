//! A user's own small executor, with tokio's module names. Its frames are the user's.

pub mod runtime {
    pub mod task {
        use std::future::Future;
        use std::pin::Pin;
        use std::sync::Arc;
        use std::task::{Context, Poll, Wake, Waker};

        pub struct Harness {
            future: Pin<Box<dyn Future<Output = ()>>>,
        }

        struct Noop;

        impl Wake for Noop {
            fn wake(self: Arc<Self>) {}
        }

        impl Harness {
            pub fn new(future: impl Future<Output = ()> + 'static) -> Harness {
                Harness { future: Box::pin(future) }
            }

            pub fn poll(&mut self) -> Poll<()> {
                let waker = Waker::from(Arc::new(Noop));
                self.poll_inner(&mut Context::from_waker(&waker))
            }

            fn poll_inner(&mut self, context: &mut Context<'_>) -> Poll<()> {
                self.future.as_mut().poll(context)
            }
        }
    }

    pub mod scheduler {
        use super::task::Harness;
        use std::collections::VecDeque;

        /// Runs tasks in turn until all are done.
        #[derive(Default)]
        pub struct CurrentThread {
            tasks: VecDeque<Harness>,
        }

        impl CurrentThread {
            pub fn spawn(&mut self, future: impl std::future::Future<Output = ()> + 'static) {
                self.tasks.push_back(Harness::new(future));
            }

            pub fn run(&mut self) {
                while let Some(mut task) = self.tasks.pop_front() {
                    if task.poll().is_pending() {
                        self.tasks.push_back(task);
                    }
                }
            }
        }
    }
}

/// Runs one future and returns what it makes.
pub fn block_on<T: 'static>(future: impl std::future::Future<Output = T> + 'static) -> T {
    let result = std::rc::Rc::new(std::cell::RefCell::new(None));
    let store = result.clone();
    let mut scheduler = runtime::scheduler::CurrentThread::default();
    scheduler.spawn(async move {
        let value = future.await;
        *store.borrow_mut() = Some(value);
    });
    scheduler.run();
    let value = result.borrow_mut().take();
    value.unwrap()
}
