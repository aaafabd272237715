use crate::capture;
use crate::command::{Command, CommandError};
use crate::rooms::{Membership, Rooms};
use futures::{SinkExt, StreamExt};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_util::codec::{Framed, LinesCodec, LinesCodecError};

const MAX_LINE: usize = 200;

/// What a client has, from its first line to its last.
struct Session {
    name: String,
    membership: Option<Membership>,
}

pub async fn converse(stream: TcpStream, peer: SocketAddr, rooms: Arc<Rooms>) -> Result<(), CommandError> {
    let mut lines = Framed::new(stream, LinesCodec::new_with_max_length(MAX_LINE));
    let mut session = Session { name: peer.to_string(), membership: None };
    while let Some(line) = lines.next().await {
        let reply = match session.handle(line, &rooms).await {
            Ok(Some(reply)) => reply,
            Ok(None) => break,
            Err(error) => {
                capture::write(error.backtrace());
                error.to_string()
            }
        };
        lines.send(reply).await.map_err(CommandError::from)?;
    }
    Ok(())
}

impl Session {
    async fn handle(
        &mut self,
        line: Result<String, LinesCodecError>,
        rooms: &Arc<Rooms>,
    ) -> Result<Option<String>, CommandError> {
        let command: Command = line?.parse()?;
        match command {
            Command::Name(name) => {
                self.name = rooms.claim(name).await?;
                Ok(Some(format!("you are {}", self.name)))
            }
            Command::Join(room) => {
                self.membership = Some(rooms.join(&room, &self.name).await?);
                Ok(Some(format!("joined {}", room)))
            }
            Command::Say(text) => self.say(text).await.map(Some),
            Command::Quit => Ok(None),
        }
    }

    async fn say(&self, text: String) -> Result<String, CommandError> {
        match &self.membership {
            Some(membership) => membership.send(text).await,
            None => Ok("join a room first".to_string()),
        }
    }
}
