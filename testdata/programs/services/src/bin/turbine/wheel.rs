//! A wheel that turns until all that is attached to it is done; and two ways to wait for one future.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

fn clone(_: *const ()) -> RawWaker {
    RawWaker::new(std::ptr::null(), &TABLE)
}

fn nothing(_: *const ()) {}

static TABLE: RawWakerVTable = RawWakerVTable::new(clone, nothing, nothing, nothing);

pub fn waker() -> Waker {
    unsafe { Waker::from_raw(clone(std::ptr::null())) }
}

/// Turns one future until it is done.
pub fn crank<T>(future: impl Future<Output = T>) -> T {
    let mut future = Box::pin(future);
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// Turns one future that need not be boxed.
pub fn settle<F: Future>(future: F) -> F::Output {
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    let mut future = future;
    let mut future = unsafe { Pin::new_unchecked(&mut future) };
    let mut step = || future.as_mut().poll(&mut context);
    loop {
        if let Poll::Ready(value) = step() {
            return value;
        }
    }
}

type Spoke = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Clone)]
pub struct Wheel {
    spokes: Rc<RefCell<VecDeque<Spoke>>>,
}

impl Wheel {
    pub fn new() -> Wheel {
        Wheel { spokes: Rc::default() }
    }

    pub fn attach(&self, future: impl Future<Output = ()> + 'static) {
        self.spokes.borrow_mut().push_back(Box::pin(future));
    }

    pub fn turn(&self) {
        while let Some(mut spoke) = self.next() {
            let waker = waker();
            if spoke.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                self.spokes.borrow_mut().push_back(spoke);
            }
        }
    }

    fn next(&self) -> Option<Spoke> {
        self.spokes.borrow_mut().pop_front()
    }
}

#[derive(Default)]
pub struct GiveWay(bool);

impl Future for GiveWay {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
