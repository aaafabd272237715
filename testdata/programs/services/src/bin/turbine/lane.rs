//! A lane is a thread that makes its futures itself, from closures that are handed over.

use crate::wheel;
use std::future::Future;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

type Order = Box<dyn FnOnce() + Send>;

pub struct Lanes {
    orders: Sender<Order>,
    threads: Vec<JoinHandle<()>>,
}

pub struct Slip(Receiver<u64>);

impl Slip {
    pub fn join(self) -> u64 {
        self.0.recv().unwrap_or(0)
    }
}

impl Lanes {
    pub fn start(count: usize) -> Lanes {
        let (orders, received) = channel::<Order>();
        let received = Arc::new(Mutex::new(received));
        let threads = (0..count)
            .map(|_| {
                let received = received.clone();
                std::thread::spawn(move || drive(&received))
            })
            .collect();
        Lanes { orders, threads }
    }

    pub fn hand_over<M, F>(&self, make: M) -> Slip
    where
        M: FnOnce() -> F + Send + 'static,
        F: Future<Output = u64>,
    {
        let (done, slip) = channel();
        let order = move || {
            let value = wheel::settle(make());
            let _ = done.send(value);
        };
        self.orders.send(Box::new(order)).expect("a lane");
        Slip(slip)
    }

    pub fn finish(self) {
        drop(self.orders);
        self.threads.into_iter().for_each(|thread| thread.join().expect("no panic"));
    }
}

fn drive(orders: &Mutex<Receiver<Order>>) {
    loop {
        let order = orders.lock().unwrap().recv();
        match order {
            Ok(order) => order(),
            Err(_) => return,
        }
    }
}
