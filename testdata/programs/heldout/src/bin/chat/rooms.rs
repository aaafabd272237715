use crate::capture;
use crate::command::CommandError;
use std::collections::{HashMap, HashSet};
use tokio::sync::{broadcast, Mutex};

type Hook = Box<dyn Fn(&str) -> Result<(), CommandError> + Send + Sync>;

pub struct Rooms {
    rooms: Mutex<HashMap<String, broadcast::Sender<String>>>,
    names: Mutex<HashSet<String>>,
}

impl Rooms {
    pub fn new(names: &[&str]) -> Rooms {
        let rooms = names.iter().map(|name| (name.to_string(), broadcast::channel(16).0)).collect();
        Rooms { rooms: Mutex::new(rooms), names: Mutex::new(["root".to_string()].into_iter().collect()) }
    }

    pub async fn claim(&self, name: String) -> Result<String, CommandError> {
        let mut names = self.names.lock().await;
        names.insert(name.clone()).then(|| name).ok_or_else(|| CommandError::new("name is taken"))
    }

    pub async fn join(&self, room: &str, name: &str) -> Result<Membership, CommandError> {
        let rooms = self.rooms.lock().await;
        let sender = rooms.get(room).ok_or_else(|| CommandError::new(format!("no room {}", room)))?;
        Ok(Membership { name: name.to_string(), sender: sender.clone(), hooks: vec![Box::new(no_spam)] })
    }
}

fn no_spam(text: &str) -> Result<(), CommandError> {
    match text.split(' ').filter(|word| *word == "spam").count() {
        0..=2 => Ok(()),
        count => Err(CommandError::new(format!("{} times spam", count))),
    }
}

pub struct Membership {
    name: String,
    sender: broadcast::Sender<String>,
    hooks: Vec<Hook>,
}

impl Membership {
    pub async fn send(&self, text: String) -> Result<String, CommandError> {
        self.hooks.iter().try_for_each(|hook| hook(&text))?;
        let _ = self.sender.send(format!("{}: {}", self.name, text));
        Ok("sent".to_string())
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        println!("{} leaves", self.name);
        capture::capture();
    }
}
